import type { CommunityContext } from '@kith/domains/context';
import type { Permitted } from './matrix-line.ts';
import { ACTORS, type ActorName } from './matrix-actors.ts';
import type { Stage } from './matrix-stage.ts';

/** Who may call a procedure of a community on things of others, and a valid input. */
export type Case = Permitted<ActorName> & {
	input?: (stage: Stage, ctx: CommunityContext) => unknown;
};
export type Cases = Readonly<Record<string, Case>>;

export const EVERYONE = ACTORS;
export const INSIDE = ['member', 'paid', 'moderator', 'admin', 'owner'] as const;
export const SIGNED_IN = ['pending', 'suspended', ...INSIDE] as const;
export const KEEPERS = ['moderator', 'admin', 'owner'] as const;
export const RUNNERS = ['admin', 'owner'] as const;
export const NOBODY = [] as const;
