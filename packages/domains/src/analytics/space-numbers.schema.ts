import * as z from 'zod';
import { SpaceChoice } from '../spaces/spaces.schema.ts';
import { Compared, Reach, Report, Window } from './analytics.schema.ts';

export const AskSpaceNumbers = Window.extend({ spaceId: z.uuid() });
export type AskSpaceNumbers = z.infer<typeof AskSpaceNumbers>;

/** How a space lives, for who runs it. */
export const SpaceNumbers = z.strictObject({
	space: SpaceChoice,
	...{ posts: Compared, comments: Compared, reactions: Compared },
	/** Comments of members on what other members wrote. */
	answers: Compared,
	/** Members who were in the space; null for fewer than five, so that none can be made out. */
	visitors: z.int().nullable(),
	/** Members who wrote there, which everybody in the space sees. */
	writers: z.int(),
	byDay: Report.pick({ columns: true, rows: true }),
	...Reach,
});
export type SpaceNumbers = z.infer<typeof SpaceNumbers>;
