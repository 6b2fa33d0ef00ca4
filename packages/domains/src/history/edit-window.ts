import { addSeconds } from '@kith/kernel/clock';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';

type Noun = 'Post' | 'Comment';
type Written = { createdAt: Date; spaceId: string; status: string };

/** Whether its writers may no longer change what they wrote, so many hours after they did; who moderates there may. */
export function isEditOver(
	{ ability, clock, snapshot }: CommunityContext,
	noun: Noun,
	row: Written,
): boolean {
	const { editHours } = snapshot.life;
	if (editHours === 0 || isAllowed(ability, 'moderate', noun, row)) return false;
	return clock.now() >= addSeconds(row.createdAt, editHours * 3600);
}

/** Throws `history.edit_over` with the hours that there were. */
// authorize: the verbs that change it have asked.
export function requireEditable(ctx: CommunityContext, noun: Noun, row: Written): void {
	if (isEditOver(ctx, noun, row))
		throw new ConflictError('history.edit_over', { hours: ctx.snapshot.life.editHours });
}

/** Whether the actor may change it now. */
export const mayEdit = (ctx: CommunityContext, noun: Noun, row: Written): boolean =>
	isAllowed(ctx.ability, 'update', noun, row) && !isEditOver(ctx, noun, row);
