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
	isAcceptable,
	NO_GUIDELINES,
	type GuidelinesRef,
	type PublishGuidelines,
} from './guidelines.schema.ts';
import { settingOf, textTarget } from './text-setting.ts';

/**
 * Puts a new version of the guidelines or of a legal text in force; who publishes it has accepted it. Throws
 * `guidelines.changed_meanwhile` when it was not written upon the newest version, and `guidelines.same_rules` when two
 * rules have one id.
 */
export async function publishGuidelines(
	ctx: CommunityContext,
	{ basedOn, ...texts }: PublishGuidelines,
): Promise<GuidelinesRef> {
	const { kind, title, mustAccept, changes } = texts;
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	if (new Set(texts.rules.map(({ id }) => id)).size < texts.rules.length)
		throw new InvalidError('guidelines.same_rules');
	const now = ctx.clock.now();
	const memberId = memberIdOf(ctx.actor);
	return ctx.transaction(async (tx) => {
		await startGuidelines(tx.db, kind, NO_GUIDELINES, now).execute();
		const row = await guidelinesInForce(tx.db, kind).forUpdate().executeTakeFirstOrThrow();
		const before = GuidelinesInForce.parse(row.value);
		if (before.version !== basedOn) throw new ConflictError('guidelines.changed_meanwhile');
		const version = before.version + 1;
		const required = mustAccept ? version : before.required;
		const after = { version, required, title, isOff: false };
		await insertVersion(tx.db, {
			...{ ...texts, version, publishedAt: now, publishedBy: memberId },
		}).execute();
		await putInForce(tx.db, kind, after, now).execute();
		tx.audit({
			action: kind === 'guidelines' ? 'guidelines.published' : 'legal.published',
			...{ target: textTarget(kind, version, title), before: { ...before }, after },
			reason: changes,
		});
		await tx.emit('guidelines.published', { kind, version, mustAccept });
		if (memberId && isAcceptable(kind)) await writeAcceptance(ctx, tx, memberId, { kind, version });
		tx.touchCommunity();
		return { version };
	});
}
