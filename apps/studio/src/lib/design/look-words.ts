import { m } from '#lib/paraglide/messages.js';

/** Colours to start from. */
export function swatches() {
	return [
		{ value: '#4f46e5', label: m.design_swatch_indigo() },
		{ value: '#0f766e', label: m.design_swatch_teal() },
		{ value: '#15803d', label: m.design_swatch_green() },
		{ value: '#b45309', label: m.design_swatch_amber() },
		{ value: '#be123c', label: m.design_swatch_rose() },
		{ value: '#1e293b', label: m.design_swatch_slate() },
	];
}

/** Names of typefaces are names, in every language: the one for headings first where there are two. */
export const FONT_NAMES = [
	{ value: 'inter', label: 'Inter' },
	{ value: 'figtree', label: 'Figtree' },
	{ value: 'nunito', label: 'Nunito' },
	{ value: 'source-serif', label: 'Source Serif + Inter' },
	{ value: 'fraunces', label: 'Fraunces + Figtree' },
	{ value: 'space-grotesk', label: 'Space Grotesk + Inter' },
];
