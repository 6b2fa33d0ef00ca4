import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { writeAcceptance } from './accept-guidelines.ts';
import {
	guidelinesInForce,
	insertVersion,
	putInForce,
	startGuidelines,
} from './guidelines.queries.ts';
import {
	GuidelinesInForce,
	NO_GUIDELINES,
	type GuidelinesRef,
	type PublishGuidelines,
} from './guidelines.schema.ts';

/**
 * Puts a new version in force; who publishes it has accepted it. Throws `guidelines.changed_meanwhile` when it was not
 * written upon the version in force, and `guidelines.same_rules` when two rules have one id.
 */
export async function publishGuidelines(
	ctx: CommunityContext,
	{ basedOn, ...texts }: PublishGuidelines,
): Promise<GuidelinesRef> {
	ctx.authorize('administer', 'Setting', { key: 'guidelines' });
	if (new Set(texts.rules.map(({ id }) => id)).size < texts.rules.length)
		throw new InvalidError('guidelines.same_rules');
	const now = ctx.clock.now();
	const memberId = memberIdOf(ctx.actor);
	return ctx.transaction(async (tx) => {
		await startGuidelines(tx.db, NO_GUIDELINES, now).execute();
		const row = await guidelinesInForce(tx.db).forUpdate().executeTakeFirstOrThrow();
		const before = GuidelinesInForce.parse(row.value);
		if (before.version !== basedOn) throw new ConflictError('guidelines.changed_meanwhile');
		const version = before.version + 1;
		const required = texts.mustAccept ? version : before.required;
		await insertVersion(tx.db, {
			...{ ...texts, version, publishedAt: now, publishedBy: memberId },
		}).execute();
		await putInForce(tx.db, { version, required }, now).execute();
		tx.audit({
			action: 'guidelines.published',
			target: { kind: 'guidelines', id: String(version), label: texts.title },
			...{ before: { ...before }, after: { version, required } },
			reason: texts.changes,
		});
		await tx.emit('guidelines.published', { version, mustAccept: texts.mustAccept });
		if (memberId) await writeAcceptance(ctx, tx, memberId, version);
		tx.touchCommunity();
		return { version };
	});
}
