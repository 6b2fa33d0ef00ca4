import * as z from 'zod';
import type { Consumer } from '../domain.ts';
import { DEPARTURES } from '../members/index.ts';
import { endGroundless } from './end-desks.ts';

const OfMember = z.object({ memberId: z.uuid().nullish() });

/** A desk ends with what it stood on: the roles that open the studio, or the member. */
const endDesks: Consumer = {
	on: [
		...[...DEPARTURES, 'members.merged', 'members.role_changed', 'restrictions.imposed'],
		...['roles.updated', 'roles.deleted', 'roles.overrides_changed'],
	],
	async handle(ctx, { type, payload }) {
		const { memberId } = OfMember.parse(payload);
		// Who went on as another has no desk of theirs any more.
		await endGroundless(ctx, type === 'members.merged' ? null : (memberId ?? null));
	},
};

export const desksConsumers = { 'end-desks': endDesks } as const;
