import type { OutboxEvent } from '@kith/db/outbox';
import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { submissionTitle } from '../submissions/index.ts';
import { invitationMail } from './invitation-mail.ts';
import { brandOf } from './brands.ts';
import { announcementMail } from './announcement-mail.ts';
import { ideaStatusMail } from './idea-mail.ts';
import { mergedIdeaMail } from './merged-idea-mail.ts';
import { deliver } from './deliver.ts';
import { memberMailConsumers } from './member-mail.ts';
import { waitingMailConsumers } from './waiting-mail.ts';
import { addressee, invitedPost, postTitle } from './mail.queries.ts';

const welcomeMail: Consumer = {
	on: ['members.joined', 'members.approved'],
	async handle(ctx, event) {
		const member = await subjectOf(ctx, event);
		if (member?.status !== 'active') return;
		const sender = senderOf(ctx);
		await deliver(ctx.services, {
			...{ kind: event.type === 'members.approved' ? 'approved' : 'welcome', to: member.email },
			...{ ...sender, locale: readerLanguage(ctx.community, ctx.snapshot, member.locale) },
			props: { name: member.name },
			idempotencyKey: `welcome-mail:${event.id}`,
		});
	},
};

/** Tells the author what became of what they sent. */
const decisionMail: Consumer = {
	on: ['submissions.approved', 'submissions.rejected'],
	async handle(ctx, event) {
		const isApproved = event.type === 'submissions.approved';
		const { payload } = eventCatalogue['submissions.approved'];
		const { submissionId, authorId, kind } = payload.parse(event.payload);
		const author = await addressee(ctx.db, authorId).executeTakeFirst();
		const submission = await submissionTitle(ctx.db, submissionId, kind).executeTakeFirst();
		if (author?.status !== 'active' || !submission) return;
		const sender = senderOf(ctx);
		const { postId, revisesId } = submission;
		const answer = `/p/${postId}?comment=${revisesId ?? submissionId}`;
		const outcome = kind === 'post' ? `/p/${postId ?? submissionId}` : answer;
		await deliver(ctx.services, {
			...{ kind: isApproved ? 'submission-approved' : 'submission-rejected', to: author.email },
			...{ ...sender, locale: readerLanguage(ctx.community, ctx.snapshot, author.locale) },
			props: {
				...{ title: submission.title, reason: submission.reason },
				url: ctx.community.origin + (isApproved ? outcome : `/submissions/${submissionId}`),
			},
			idempotencyKey: `decision-mail:${event.id}`,
		});
	},
};

/** Asks a member to write a post together. */
const coAuthorMail: Consumer = {
	on: ['lifecycle.author_invited'],
	async handle(ctx, event) {
		const { payload } = eventCatalogue['lifecycle.author_invited'];
		const { postId, memberId, inviterId } = payload.parse(event.payload);
		const invited = await addressee(ctx.db, memberId).executeTakeFirst();
		const post = await invitedPost(ctx.db, postId, memberId).executeTakeFirst();
		if (invited?.status !== 'active' || !post) return;
		const inviter = inviterId && (await addressee(ctx.db, inviterId).executeTakeFirst());
		const sender = senderOf(ctx);
		await deliver(ctx.services, {
			...{ kind: 'co-author', to: invited.email },
			...{ ...sender, locale: readerLanguage(ctx.community, ctx.snapshot, invited.locale) },
			props: {
				...{ name: inviter ? inviter.name : ctx.community.name, title: post.title },
				url: `${ctx.community.origin}/p/${postId}`,
			},
			idempotencyKey: `co-author-mail:${event.id}`,
		});
	},
};

const reminderMail: Consumer = {
	on: ['bookmarks.reminder_due'],
	async handle(ctx, event) {
		const payload = eventCatalogue['bookmarks.reminder_due'].payload.parse(event.payload);
		const member = await addressee(ctx.db, payload.memberId).executeTakeFirst();
		const post = await postTitle(ctx.db, payload.postId).executeTakeFirst();
		if (member?.status !== 'active' || !post) return;
		const sender = senderOf(ctx);
		await deliver(ctx.services, {
			...{ kind: 'reminder', to: member.email },
			...{ ...sender, locale: readerLanguage(ctx.community, ctx.snapshot, member.locale) },
			props: {
				...{ title: post.title, note: payload.note },
				url: `${ctx.community.origin}/p/${payload.postId}`,
			},
			idempotencyKey: `reminder-mail:${event.id}`,
		});
	},
};

function senderOf(ctx: CommunityContext) {
	return { brand: brandOf(ctx.community, ctx.snapshot), locale: ctx.community.locale };
}

function subjectOf(ctx: CommunityContext, event: OutboxEvent) {
	const { memberId } = eventCatalogue['members.joined'].payload.parse(event.payload);
	return addressee(ctx.db, memberId).executeTakeFirst();
}

export const mailConsumers = {
	'announcement-mail': announcementMail,
	'idea-status-mail': ideaStatusMail,
	'idea-merged-mail': mergedIdeaMail,
	'invitation-mail': invitationMail,
	'welcome-mail': welcomeMail,
	...memberMailConsumers,
	...waitingMailConsumers,
	'decision-mail': decisionMail,
	'co-author-mail': coAuthorMail,
	'reminder-mail': reminderMail,
} as const;
