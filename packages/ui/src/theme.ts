import { NEUTRALS, palette } from './palette.ts';
import type { Scheme, Tint } from './palette.ts';

export { contrast } from './colour.ts';
export { monogram } from './monogram.ts';

export const FONTS = [
	'inter',
	'figtree',
	'nunito',
	'source-serif',
	'fraunces',
	'space-grotesk',
] as const;
export const RADII = ['none', 'small', 'medium', 'large'] as const;
export const DENSITIES = ['compact', 'comfortable'] as const;
export const SCHEME_SETS = ['both', 'light', 'dark'] as const;

/** What an organization chooses; everything else on the page follows from it. */
export type Look = {
	/** #rrggbb */
	brand: string;
	font: (typeof FONTS)[number];
	radius: (typeof RADII)[number];
	density: (typeof DENSITIES)[number];
	/** Which schemes pages can be seen in; both when left out. */
	schemes?: (typeof SCHEME_SETS)[number];
} & Tint;

export const DEFAULT_LOOK: Look = {
	brand: '#4f46e5',
	font: 'inter',
	radius: 'medium',
	density: 'comfortable',
};

/**
 * Our faces hold the European scripts. What else is written falls to the device's faces: first to those of the page's
 * own script (tokens.css names them by language), then to the system's, then to known faces of other scripts.
 */
const SANS =
	"var(--kith-script-sans, ui-sans-serif), system-ui, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans Arabic', sans-serif";
const SERIF =
	"var(--kith-script-serif, ui-serif), Georgia, 'Times New Roman', 'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif CJK JP', 'Noto Naskh Arabic', serif";

/** Faces with much character lead; a calm partner carries the controls and the long text. */
const FONT_PAIRS: Record<Look['font'], { body: string; heading: string }> = {
	inter: same(`'Inter Variable', ${SANS}`),
	figtree: same(`'Figtree Variable', ${SANS}`),
	nunito: same(`'Nunito Variable', ${SANS}`),
	'source-serif': {
		body: `'Inter Variable', ${SANS}`,
		heading: `'Source Serif 4 Variable', ${SERIF}`,
	},
	fraunces: { body: `'Figtree Variable', ${SANS}`, heading: `'Fraunces Variable', ${SERIF}` },
	'space-grotesk': {
		body: `'Inter Variable', ${SANS}`,
		heading: `'Space Grotesk Variable', ${SANS}`,
	},
};

const RADIUS: Record<Look['radius'], string> = {
	none: '0px',
	small: '4px',
	medium: '8px',
	large: '14px',
};

const DENSITY: Record<Look['density'], Record<string, string>> = {
	compact: {
		'control-sm': '28px',
		'control-md': '32px',
		'control-lg': '40px',
		gutter: '16px',
		'text-base': '0.875rem',
		'text-base-leading': '1.25rem',
	},
	comfortable: {
		'control-sm': '32px',
		'control-md': '38px',
		'control-lg': '46px',
		gutter: '20px',
		'text-base': '0.9375rem',
		'text-base-leading': '1.5rem',
	},
};

const SHADOWS: Record<Scheme, Record<string, string>> = {
	light: {
		'shadow-xs': '0 1px 2px rgb(15 17 26 / 0.05)',
		'shadow-sm': '0 1px 2px rgb(15 17 26 / 0.05), 0 1px 4px rgb(15 17 26 / 0.04)',
		'shadow-md': '0 2px 4px rgb(15 17 26 / 0.04), 0 8px 20px -4px rgb(15 17 26 / 0.1)',
		'shadow-lg': '0 4px 8px rgb(15 17 26 / 0.04), 0 24px 56px -12px rgb(15 17 26 / 0.22)',
		backdrop: 'rgb(15 17 26 / 0.38)',
	},
	dark: {
		'shadow-xs': '0 1px 2px rgb(0 0 0 / 0.3)',
		'shadow-sm': '0 1px 3px rgb(0 0 0 / 0.4)',
		'shadow-md': '0 8px 24px -4px rgb(0 0 0 / 0.5)',
		'shadow-lg': '0 24px 64px -12px rgb(0 0 0 / 0.7)',
		backdrop: 'rgb(0 0 0 / 0.6)',
	},
};

/** Reads stored or typed-in data as a look; a field that is not one of ours takes the default. */
export function readLook(input: unknown): Required<Look> {
	const data: Record<string, unknown> = { ...(typeof input === 'object' ? input : {}) };
	return {
		brand: hexOf(data['brand']) ?? DEFAULT_LOOK.brand,
		accent: hexOf(data['accent']) ?? null,
		neutral: oneOf(NEUTRALS, data['neutral']) ?? 'brand',
		schemes: oneOf(SCHEME_SETS, data['schemes']) ?? 'both',
		font: oneOf(FONTS, data['font']) ?? DEFAULT_LOOK.font,
		radius: oneOf(RADII, data['radius']) ?? DEFAULT_LOOK.radius,
		density: oneOf(DENSITIES, data['density']) ?? DEFAULT_LOOK.density,
	};
}

/** The CSS custom properties of a look, per colour scheme. Text pairs hold 4.5:1, edges 3:1. */
export function themeVariables(look: Look): {
	light: Record<string, string>;
	dark: Record<string, string>;
} {
	const safe = readLook(look);
	const pair = FONT_PAIRS[safe.font];
	const shape = {
		'font-body': pair.body,
		'font-heading': pair.heading,
		radius: RADIUS[safe.radius],
		...DENSITY[safe.density],
	};
	return {
		light: prefixed({ ...palette(safe.brand, 'light', safe), ...SHADOWS.light, ...shape }),
		dark: prefixed({ ...palette(safe.brand, 'dark', safe), ...SHADOWS.dark, ...shape }),
	};
}

/** A whole style sheet for a look; inline it in a `<style nonce>` before the first paint. */
export function themeCss(look: Look): string {
	const { light, dark } = themeVariables(look);
	if (look.schemes === 'light')
		return `:root{color-scheme:light;${declarations(light)}}${ONE_SCHEME}`;
	if (look.schemes === 'dark') return `:root{color-scheme:dark;${declarations(dark)}}${ONE_SCHEME}`;
	const day = `color-scheme:light;${declarations(light)}`;
	const changed = Object.fromEntries(
		Object.entries(dark).filter(([name, value]) => light[name] !== value),
	);
	const night = `color-scheme:dark;${declarations(changed)}`;
	return [
		`:root{${day}}`,
		`[data-scheme=dark]{${night}}`,
		`@media (prefers-color-scheme: dark){:root:not([data-scheme=light]){${night}}}`,
	].join('\n');
}

/** Where there is one scheme, there is nothing to choose. */
const ONE_SCHEME = '\n.schemes,:has(>.schemes){display:none}';

function hexOf(value: unknown): string | undefined {
	return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
		? value.toLowerCase()
		: undefined;
}

function same(family: string) {
	return { body: family, heading: family };
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
	return choices.find((choice) => choice === value);
}

function prefixed(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [`--kith-${name}`, value]),
	);
}

function declarations(values: Record<string, string>): string {
	return Object.entries(values)
		.map(([name, value]) => `${name}:${value}`)
		.join(';');
}
