import type { Look } from '@kith/ui/theme';

/** Three templates far apart in character, with the looks they bring along. */
export const SCENE_LOOKS = {
	neighbourhood: { brand: '#0f7a83', font: 'nunito', radius: 'medium', density: 'comfortable' },
	learning: { brand: '#a8590a', font: 'figtree', radius: 'large', density: 'comfortable' },
	creative: { brand: '#5a4f57', font: 'fraunces', radius: 'none', density: 'comfortable' },
} as const satisfies Record<string, Look>;

export type SceneKey = keyof typeof SCENE_LOOKS;
export const SCENE_KEYS = Object.keys(SCENE_LOOKS) as SceneKey[];
