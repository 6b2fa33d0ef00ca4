import { MOST_LEVELS } from './gamification.schema.ts';
import type { Level, Levels } from './awards.schema.ts';

/** How much levels ask for: the points that the first five begin at, and how long somebody keeps one that they fell below. */
export const PRESETS = {
	open: { points: [0, 10, 40, 120, 350], holdDays: 30 },
	balanced: { points: [0, 20, 100, 350, 1000], holdDays: 14 },
	strict: { points: [0, 50, 250, 1000, 3000], holdDays: 7 },
} as const;
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

const MOST = 10_000_000;
/** So many times the points of the level before begin the one after the fifth. */
const GROWTH = 2;

/** Where so many levels begin by a preset, the first at nothing: always more from one to the next. */
function pointsOf(name: PresetName, count: number): number[] {
	const points: number[] = [...PRESETS[name].points].slice(0, count);
	while (points.length < count) points.push((points.at(-1) ?? 1) * GROWTH);
	return points.map((from, at) => Math.min(from, MOST - count + at));
}

const NOTHING: Omit<Level, 'points'> = { name: '', roleId: null, spaceIds: [] };

/**
 * These levels as a preset would have them: at least five, each with the name and with what it brings as it is now. What a level
 * brings belongs to its number; a preset says how long the way there is.
 */
export function withPreset(levels: Levels, name: PresetName): Levels {
	const count = Math.min(MOST_LEVELS, Math.max(PRESETS[name].points.length, levels.levels.length));
	return {
		...levels,
		levels: pointsOf(name, count).map((points, at) => ({
			...(levels.levels[at] ?? NOTHING),
			points,
		})),
		holdDays: PRESETS[name].holdDays,
	};
}

/** The preset that levels are by; null for the community's own. */
export const presetOf = (levels: Levels): PresetName | null =>
	PRESET_NAMES.find((name) => {
		const wanted = withPreset(levels, name);
		return (
			wanted.holdDays === levels.holdDays &&
			wanted.levels.length === levels.levels.length &&
			wanted.levels.every(({ points }, at) => points === levels.levels[at]?.points)
		);
	}) ?? null;
