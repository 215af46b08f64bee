/** The fonts that PDFs are set in. All of them may be passed on (OFL). */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const placeOf = (name: string) => dirname(createRequire(import.meta.url).resolve(name));

/** IBM Plex Sans, as it comes with the design system: Latin, Greek and Cyrillic letters. */
const latin = ['Regular', 'Italic', 'SemiBold', 'Bold'].map((face) =>
	join(placeOf('dkfds'), '../../src/fonts/IBMPlexSans/complete/ttf', `IBMPlexSans-${face}.ttf`)
);

/** Its relative for Arabic, Persian and Urdu: people write in their own language. */
const arabic = ['400Regular', '600SemiBold', '700Bold'].map((face) =>
	join(placeOf('@expo-google-fonts/ibm-plex-sans-arabic'), face, `IBMPlexSansArabic_${face}.ttf`)
);

/** The font files, the main one first. */
export const FONTS = [...latin, ...arabic];
