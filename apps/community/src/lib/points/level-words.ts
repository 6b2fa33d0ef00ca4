import type { Score } from '@kith/domains/gamification/schema';
import { m } from '#lib/paraglide/messages.js';
import { inFigures } from './number.ts';

type Stage = NonNullable<Score>['level'];

/** What a level is called; without a name it goes by its number. */
export const levelName = ({ number, name }: Pick<Stage, 'number' | 'name'>): string =>
	name || m.points_level({ number: inFigures(number) });

/** Where a member stands: the number, and the name where there is one. */
export const levelTitle = ({ number, name }: Pick<Stage, 'number' | 'name'>): string =>
	name
		? m.points_level_named({ number: inFigures(number), name })
		: m.points_level({ number: inFigures(number) });

export const pointsText = (count: number): string =>
	m.points_count({ count: Math.abs(count), number: inFigures(count) });
