import * as z from 'zod';
import { AskExplore } from './explore.schema.ts';

export const MOST_EXPLORATIONS = 50;

const Name = z.string().trim().min(1).max(60);
const Version = z.int().min(1);

/** A question under a name. */
const Exploration = z.strictObject({
	...{ id: z.uuid(), name: Name, question: AskExplore },
	/** Whether everybody who sees numbers finds it, or only who made it. */
	isShared: z.boolean(),
	version: Version,
});

/** How often somebody has an answer by mail: on Mondays, or on the first of each month. */
export const Rhythm = z.enum(['weekly', 'monthly']);
export type Rhythm = z.infer<typeof Rhythm>;
export const MOST_MAILED = 50;
const Mailed = z.strictObject({ memberId: z.uuid(), rhythm: Rhythm });

/** As it is kept; null where somebody made it who is no member. */
export const Explorations = z
	.array(
		Exploration.extend({
			memberId: z.uuid().nullable(),
			mails: z.array(Mailed).max(MOST_MAILED).default([]),
		}),
	)
	.max(MOST_EXPLORATIONS);
export type Explorations = z.infer<typeof Explorations>;
export type KeptExploration = Explorations[number];

/** As it is listed. */
export const ListedExploration = Exploration.extend({
	/** Who made it; null for who is no member any more, or never was one. */
	by: z.string().nullable(),
	/** How often the actor has it by mail. */
	mail: Rhythm.nullable(),
	/** Whether they can: mails go to members, and of answers that change. */
	mayMail: z.boolean(),
	/** Whether the actor may change it. */
	isManageable: z.boolean(),
});
export type ListedExploration = z.infer<typeof ListedExploration>;

/** The id is made before the first try: saved again with it, it is saved once. */
export const SaveExploration = Exploration.omit({ version: true }).extend({ id: z.uuid() });
export type SaveExploration = z.infer<typeof SaveExploration>;

export const RenameExploration = z.strictObject({
	...{ explorationId: z.uuid(), name: Name, isShared: z.boolean(), version: Version },
});
export type RenameExploration = z.infer<typeof RenameExploration>;

/** Null: no more mails. */
export const MailExploration = z.strictObject({
	explorationId: z.uuid(),
	rhythm: Rhythm.nullable(),
});
export type MailExploration = z.infer<typeof MailExploration>;

export const RemoveExploration = z.strictObject({ explorationId: z.uuid(), version: Version });
export type RemoveExploration = z.infer<typeof RemoveExploration>;
