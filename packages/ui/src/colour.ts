import {
	clampChroma,
	converter,
	formatHex,
	modeLrgb,
	modeOklch,
	modeRgb,
	parse,
	useMode,
	wcagContrast,
} from 'culori/fn';
import type { Oklch } from 'culori/fn';

useMode(modeRgb);
useMode(modeLrgb);
useMode(modeOklch);

const STEP = 0.01;
const toOklch = converter('oklch');

/** A colour by perceived lightness (0–1), chroma (0–0.37) and hue (degrees). */
export type Shade = { lightness: number; chroma: number; hue: number };

/** WCAG 2 contrast ratio of two CSS colours, from 1 to 21. */
export function contrast(a: string, b: string): number {
	return wcagContrast(a, b);
}

/** Takes a #rrggbb colour apart; grey keeps hue 260 so that neutrals stay cool. */
export function shadeOf(hex: string): Shade {
	const colour: Oklch | undefined = toOklch(parse(hex));
	const chroma = colour?.c ?? 0;
	const hue = chroma < 0.004 ? 260 : (colour?.h ?? 260);
	return { lightness: colour?.l ?? 0, chroma, hue };
}

/** The nearest #rrggbb that a screen can show. */
export function hex({ lightness, chroma, hue }: Shade): string {
	if (lightness <= 0) return '#000000';
	if (lightness >= 1) return '#ffffff';
	const wanted: Oklch = { mode: 'oklch', l: lightness, c: chroma, h: hue };
	return formatHex(clampChroma(wanted, 'oklch', 'rgb'));
}

/**
 * Darkens or lightens a shade until it reaches `ratio` against every background. Black and white
 * end the search, so the result holds whenever any colour in that direction can.
 */
export function reach(
	shade: Shade,
	backgrounds: readonly string[],
	ratio: number,
	direction: 'darker' | 'lighter',
): string {
	const step = direction === 'darker' ? -STEP : STEP;
	const end = direction === 'darker' ? 0 : 1;
	let lightness = shade.lightness;
	let candidate = hex(shade);
	while (!backgrounds.every((background) => contrast(candidate, background) >= ratio)) {
		if (lightness === end) break;
		lightness = Math.min(1, Math.max(0, lightness + step));
		candidate = hex({ ...shade, lightness });
	}
	return candidate;
}

/** White where it is readable on `background` (4.5:1), else black, which then always is. */
export function inkOn(background: string): '#ffffff' | '#000000' {
	return contrast('#ffffff', background) >= 4.5 ? '#ffffff' : '#000000';
}
