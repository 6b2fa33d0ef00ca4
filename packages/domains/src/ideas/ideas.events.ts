import * as z from 'zod';
import { IdeaStatus } from './ideas.schema.ts';

const Subject = z.strictObject({ postId: z.uuid(), spaceId: z.uuid() });
const Merge = Subject.extend({ intoId: z.uuid() });

export const ideasEvents = {
	'ideas.voted': { live: true, payload: Subject },
	'ideas.vote_taken_back': { live: true, payload: Subject },
	'ideas.status_changed': {
		live: true,
		payload: Subject.extend({ from: IdeaStatus, to: IdeaStatus, note: z.string() }),
	},
	'ideas.merged': { live: true, payload: Merge },
	'ideas.unmerged': { live: true, payload: Merge },
} as const;
