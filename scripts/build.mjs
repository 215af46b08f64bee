// npm run build: builds the app, unless the build that is there was made of the same sources.
import { build } from './prepare.mjs';

build();
