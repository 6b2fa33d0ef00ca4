import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { coverVersion, latestNumber, versionRow } from './history.queries.ts';
import type { HideVersion, VersionRef } from './history.schema.ts';
import { nounOf, readableSubject } from './read-history.ts';

/** Makes an older version unreadable for everybody but staff. Throws `history.current_version` for the one on show. */
export async function hideVersion(ctx: CommunityContext, input: HideVersion): Promise<void> {
	await ctx.transaction(async (tx) => {
		const { subject, version } = await coverable(ctx, tx, input);
		ctx.authorize('moderate', nounOf(input.subjectKind), subject);
		if (version.hiddenAt) return;
		const latest = await latestNumber(tx.db, subject.id).executeTakeFirst();
		if (latest?.number === input.number) throw new ConflictError('history.current_version');
		await coverVersion(tx.db, version.id, {
			...{ hiddenAt: ctx.clock.now(), hiddenBy: memberIdOf(ctx.actor), hiddenWhy: input.why },
		}).execute();
		tx.audit({
			action: 'versions.hidden',
			target: versionTarget(input, subject),
			reason: input.why,
		});
		await tx.emit('history.version_hidden', { ...input, spaceId: subject.spaceId });
	});
}

/** Makes a hidden version readable again. */
export async function showVersion(ctx: CommunityContext, input: VersionRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const { subject, version } = await coverable(ctx, tx, input);
		ctx.authorize('moderate', nounOf(input.subjectKind), subject);
		if (!version.hiddenAt) return;
		await coverVersion(tx.db, version.id, {
			...{ hiddenAt: null, hiddenBy: null, hiddenWhy: '' },
		}).execute();
		tx.audit({ action: 'versions.shown', target: versionTarget(input, subject) });
		await tx.emit('history.version_shown', { ...input, spaceId: subject.spaceId, why: '' });
	});
}

const versionTarget = (
	{ subjectKind, number }: VersionRef,
	{ id, title, authorId, spaceId }: Record<'id' | 'title' | 'authorId' | 'spaceId', string>,
) => ({ kind: subjectKind, id, label: `${title} · ${number}`, memberId: authorId, spaceId });

async function coverable(ctx: CommunityContext, tx: CommunityTransaction, ref: VersionRef) {
	const subject = await readableSubject({ ...ctx, db: tx.db }, ref.subjectKind, ref.subjectId);
	const version = await versionRow(tx.db, subject.id, ref.number)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!version) throw new NotFoundError('history.not_found');
	return { subject, version };
}
