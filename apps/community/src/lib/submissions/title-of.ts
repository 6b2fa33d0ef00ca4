import type { SubmissionView } from '@kith/domains/approval/schema';
import { m } from '#lib/paraglide/messages.js';

/** What a submission is called in lists and headings: a comment goes by what it answers. */
export function titleOf({
	kind,
	title,
	post,
}: Pick<SubmissionView, 'kind' | 'title' | 'post'>): string {
	if (kind === 'post') return title;
	return post ? m.review_comment_on({ title: post.title }) : m.submission_untitled();
}
