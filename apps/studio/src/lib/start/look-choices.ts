import type { Look } from '@kith/domains/communities/schema';
import { m } from '#lib/paraglide/messages.js';

type Choice<T> = { value: T; label: string };

/** Names of typefaces are names, in every language. */
export const FONT_CHOICES: readonly Choice<Look['font']>[] = [
	{ value: 'inter', label: 'Inter' },
	{ value: 'figtree', label: 'Figtree' },
	{ value: 'nunito', label: 'Nunito' },
	{ value: 'source-serif', label: 'Source Serif' },
	{ value: 'fraunces', label: 'Fraunces' },
	{ value: 'space-grotesk', label: 'Space Grotesk' },
];

/** How round corners can be, from none to much. */
export function cornerChoices(): Choice<Look['radius']>[] {
	return [
		{ value: 'none', label: m.start_corners_none() },
		{ value: 'small', label: m.start_corners_small() },
		{ value: 'medium', label: m.start_corners_medium() },
		{ value: 'large', label: m.start_corners_large() },
	];
}

/** Colours to start from; the template's own comes first. */
export function swatches(templateBrand: string | undefined): Choice<string>[] {
	const palette = [
		{ value: '#4f46e5', label: m.start_colour_indigo() },
		{ value: '#0b6bcb', label: m.start_colour_blue() },
		{ value: '#0f766e', label: m.start_colour_teal() },
		{ value: '#2f7d4f', label: m.start_colour_green() },
		{ value: '#b45309', label: m.start_colour_amber() },
		{ value: '#c23a22', label: m.start_colour_red() },
		{ value: '#be1e63', label: m.start_colour_pink() },
		{ value: '#334155', label: m.start_colour_slate() },
	];
	if (!templateBrand) return palette;
	const others = palette.filter(({ value }) => value !== templateBrand);
	return [{ value: templateBrand, label: m.start_colour_template() }, ...others];
}
