/** How somebody notified, and which days are weekdays, in the reader's language. */
import { m } from '#messages';
import type { Way } from './notify.rules.ts';

const WAYS: Record<Way, () => string> = {
	phone: m.notify_way_phone,
	written: m.notify_way_written,
	danger: m.notify_way_danger,
	other: m.notify_way_other
};
export const sayWay = (way: Way): string => WAYS[way]();
export const sayWeek = (saturdays: boolean): string =>
	saturdays ? m.notify_setting_saturdays() : m.notify_setting_weekdays();
