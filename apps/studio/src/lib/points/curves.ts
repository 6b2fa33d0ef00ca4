import { m } from '#lib/paraglide/messages.js';

/** How far apart levels can lie. */
export const CURVES = {
	even: m.levels_curve_even,
	rising: m.levels_curve_rising,
	steep: m.levels_curve_steep,
} as const;

const STEP = 50;
const MOST = 10_000_000;

/** Points at which each of so many levels begins, the first at nothing: always more from one to the next. */
export function curveOf(name: keyof typeof CURVES, count: number): number[] {
	const at = (level: number): number => {
		if (name === 'even') return level * STEP;
		if (name === 'rising') return (level * (level + 1) * STEP) / 2;
		return Math.round((STEP / 2) * (1.6 ** level - 1)) * 2;
	};
	return Array.from({ length: count }, (_, level) => Math.min(at(level), MOST - count + level));
}
