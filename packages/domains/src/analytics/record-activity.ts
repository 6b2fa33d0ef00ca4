import { writeActivity, type ActivitySource } from '@kith/db/activity';
import type { OutboxEvent } from '@kith/db/outbox';
import type { Actor } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { deedOf, type Deed } from './deeds.ts';
import { peopleIn } from './facts.queries.ts';
import { kindOf, type Kind } from './facts.ts';

/** Keeps what an event tells of for the count; what does not count leaves no trace. */
// authorize: what members do is counted whoever they are.
export async function recordActivity(ctx: CommunityContext, event: OutboxEvent): Promise<void> {
	const kind = kindOf(event.type);
	const deed = kind && (await deedOf(ctx, kind, event));
	if (!kind || !deed) return;
	const people = await peopleOf(ctx, deed);
	const doer = people.get(deed.memberId ?? '');
	const target = people.get(deed.targetMemberId ?? '');
	const hasConsent = doer?.isPersonal ?? true;
	const source = sourceOf(event.actor, doer);
	const { id = event.id, at = event.occurredAt, spaceId, session, targetId } = deed;
	await writeActivity(ctx.db, ctx.community.id, [
		{
			...{ id, at, kind, source, hasConsent, session, spaceId, targetId },
			memberId: hasConsent ? deed.memberId : null,
			targetMemberId: hasConsent && target?.isPersonal ? target.id : null,
			details: { ...deed.details, ...answerOf(kind, { doer, target, source }) },
		},
	]);
}

type Person = Awaited<ReturnType<ReturnType<typeof peopleIn>['execute']>>[number];

async function peopleOf(ctx: CommunityContext, deed: Deed): Promise<Map<string, Person>> {
	const ids = [deed.memberId, deed.targetMemberId].filter((id) => id !== null);
	const rows = ids.length > 0 ? await peopleIn(ctx.db, ids).execute() : [];
	return new Map(rows.map((row) => [row.id, row]));
}

/** What is brought in from elsewhere is nobody's doing now; a program that acts for a person is that person. */
function sourceOf(actor: Actor, doer: Person | undefined): ActivitySource {
	if (actor.kind === 'job' && /import|archive/.test(actor.name)) return 'import';
	if (doer) return doer.isStaff ? 'staff' : 'member';
	if (actor.kind === 'staff') return 'staff';
	return actor.kind === 'job' ? 'bot' : 'member';
}

type Answering = {
	doer: Person | undefined;
	target: Person | undefined;
	source: ActivitySource;
};

/** Whether a comment answers somebody else, and whether two members spoke or somebody who works for them took part. */
function answerOf(kind: Kind, { doer, target, source }: Answering): Record<string, unknown> {
	if (kind !== 'comment' || !doer || !target || doer.id === target.id) return {};
	return { answers: source === 'member' && !target.isStaff ? 'member' : 'staff' };
}
