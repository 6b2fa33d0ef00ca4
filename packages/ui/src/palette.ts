import { contrast, hex, inkOn, reach, shadeOf } from './colour.ts';
import type { Shade } from './colour.ts';
import { TONES } from './tones.ts';

export type Scheme = 'light' | 'dark';

const TEXT = 4.5;
const PART = 3;

const PAGES = ['bg', 'surface', 'surface-raised', 'surface-sunken', 'surface-hover'] as const;
const STATUS_HUES = { danger: 22, success: 152, warning: 72, info: 250 } as const;
const STATUSES = ['danger', 'success', 'warning', 'info'] as const;

type Base = {
	scheme: Scheme;
	away: 'darker' | 'lighter';
	pages: readonly string[];
	colours: Record<string, string>;
};

export const NEUTRALS = ['brand', 'cool', 'warm', 'plain'] as const;
export type Tint = {
	/** Of links, marks and the focus, where they are not the brand's. */
	accent?: string | null;
	/** What greys lean to. */
	neutral?: (typeof NEUTRALS)[number];
};

const LEANINGS = { cool: { chroma: 0.012, hue: 255 }, warm: { chroma: 0.01, hue: 75 } } as const;

/** Every colour of one scheme as #rrggbb, by its name in the design tokens. */
export function palette(
	brand: string,
	scheme: Scheme,
	{ accent, neutral = 'brand' }: Tint = {},
): Record<string, string> {
	const shade = shadeOf(brand);
	const base = neutrals(leaning(shade, neutral), scheme);
	return {
		...base.colours,
		...brandColours(brand, shade, base, shadeOf(accent ?? brand)),
		...statusColours(base),
		...toneColours(base),
	};
}

/** Pairs of text and background that hold 4.5:1 in every palette. */
export const TEXT_PAIRS: readonly (readonly [text: string, background: string])[] = [
	...PAGES.flatMap((page) =>
		['text', 'text-muted', 'text-subtle', 'link', ...STATUSES].map((ink) => [ink, page] as const),
	),
	['on-brand', 'brand'],
	['on-brand', 'brand-hover'],
	['on-brand-soft', 'brand-soft'],
	['link', 'brand-soft'],
	['text', 'brand-soft'],
	['text-muted', 'brand-soft'],
	['on-danger', 'danger-fill'],
	['on-danger', 'danger-hover'],
	...STATUSES.flatMap((name) => [
		[name, `${name}-soft`] as const,
		['text', `${name}-soft`] as const,
	]),
	...Array.from({ length: TONES }, (_, tone) => [`on-tone-${tone}`, `tone-${tone}`] as const),
];

/** Pairs of a control's edge and its background that hold 3:1 in every palette. */
export const PART_PAIRS: readonly (readonly [part: string, background: string])[] = PAGES.flatMap(
	(page) => ['border-strong', 'focus', 'accent'].map((part) => [part, page] as const),
);

function leaning(brand: Shade, neutral: NonNullable<Tint['neutral']>): Shade {
	if (neutral === 'brand') return { ...brand, chroma: Math.min(brand.chroma * 0.1, 0.012) };
	if (neutral === 'plain') return { ...brand, chroma: 0 };
	return { ...brand, ...LEANINGS[neutral] };
}

function neutrals(brand: Shade, scheme: Scheme): Base {
	const tint = brand.chroma;
	const grey = (lightness: number, strength = 1) =>
		hex({ lightness, chroma: tint * strength, hue: brand.hue });
	const light = scheme === 'light';
	const away = light ? 'darker' : 'lighter';
	const surfaces: Record<(typeof PAGES)[number], string> = {
		bg: light ? grey(0.985, 0.4) : grey(0.165),
		surface: light ? '#ffffff' : grey(0.2),
		'surface-raised': light ? '#ffffff' : grey(0.237),
		'surface-sunken': light ? grey(0.967, 0.6) : grey(0.14),
		'surface-hover': light ? grey(0.955, 0.8) : grey(0.262),
	};
	const pages = Object.values(surfaces);
	const readable = (lightness: number, ratio: number) =>
		reach({ lightness, chroma: tint, hue: brand.hue }, pages, ratio, away);
	const colours = {
		...surfaces,
		border: light ? grey(0.915) : grey(0.285),
		'border-strong': readable(light ? 0.72 : 0.5, PART),
		text: grey(light ? 0.21 : 0.955, 1.4),
		'text-muted': readable(light ? 0.44 : 0.76, TEXT),
		'text-subtle': readable(light ? 0.56 : 0.64, TEXT),
	};
	return { scheme, away, pages, colours };
}

function brandColours(brand: string, shade: Shade, base: Base, own: Shade): Record<string, string> {
	const light = base.scheme === 'light';
	const fill = light ? brand : reach(shade, base.pages, PART, 'lighter');
	const ink = inkOn(fill);
	const soft = hex({
		lightness: light ? 0.957 : 0.275,
		chroma: Math.min(shade.chroma * 0.28, light ? 0.03 : 0.06),
		hue: shade.hue,
	});
	const legible = (one: Shade) => ({
		...one,
		lightness: light ? one.lightness : Math.max(one.lightness, 0.72),
	});
	const accent = reach(own, base.pages, PART, base.away);
	return {
		brand: fill,
		'on-brand': ink,
		'brand-hover': hoverOf(fill, ink),
		'brand-soft': soft,
		'on-brand-soft': reach(legible(shade), [soft], TEXT + 1, base.away),
		link: reach(legible(own), [...base.pages, soft], TEXT, base.away),
		accent,
		focus: accent,
	};
}

/** Moves a fill towards better contrast with its ink, or the other way where there is no room left. */
function hoverOf(fill: string, ink: string): string {
	const shade = shadeOf(fill);
	const step = ink === '#ffffff' ? -0.05 : 0.05;
	const hovered = hex({ ...shade, lightness: shade.lightness + step });
	if (contrast(hovered, fill) >= 1.08) return hovered;
	return hex({ ...shade, lightness: shade.lightness - step * 2 });
}

function statusColours(base: Base): Record<string, string> {
	const light = base.scheme === 'light';
	const colours: Record<string, string> = {};
	for (const name of STATUSES) {
		const hue = STATUS_HUES[name];
		const soft = hex({ lightness: light ? 0.962 : 0.265, chroma: light ? 0.022 : 0.045, hue });
		const shade = { lightness: light ? 0.56 : 0.76, chroma: light ? 0.17 : 0.13, hue };
		colours[name] = reach(shade, [...base.pages, soft], TEXT, base.away);
		colours[`${name}-soft`] = soft;
	}
	const fill = hex({ lightness: 0.545, chroma: 0.18, hue: STATUS_HUES.danger });
	const ink = inkOn(fill);
	return {
		...colours,
		'danger-fill': fill,
		'on-danger': ink,
		'danger-hover': hoverOf(fill, ink),
	};
}

function toneColours(base: Base): Record<string, string> {
	const light = base.scheme === 'light';
	const colours: Record<string, string> = {};
	for (let tone = 0; tone < TONES; tone += 1) {
		const hue = 25 + (tone * 360) / TONES;
		const soft = hex({ lightness: light ? 0.915 : 0.34, chroma: light ? 0.05 : 0.06, hue });
		const ink = { lightness: light ? 0.45 : 0.86, chroma: light ? 0.11 : 0.09, hue };
		colours[`tone-${tone}`] = soft;
		colours[`on-tone-${tone}`] = reach(ink, [soft], TEXT, base.away);
	}
	return colours;
}
