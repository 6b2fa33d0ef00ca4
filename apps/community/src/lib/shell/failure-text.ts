import type { Failure } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';

const BY_CODE: Readonly<Record<string, () => string>> = {
	network: m.shell_failure_network,
	'identity.sign_in_needed': m.shell_failure_signed_out,
	'permissions.denied': m.shell_failure_denied,
	'posts.not_found': m.post_failure_gone,
	'posts.changed_meanwhile': m.post_failure_changed,
	'posts.empty': m.post_failure_empty,
	'posts.foreign_picture': m.post_failure_picture,
	'posts.kind_in_use': m.kind_failure_in_use,
	'questions.not_a_question': m.kind_failure_changed,
	'ideas.not_an_idea': m.kind_failure_changed,
	'announcements.role_not_found': m.announce_failure_role,
	'announcements.must_acknowledge': m.announce_failure_must,
	'polls.closed': m.poll_failure_closed,
	'polls.bad_choice': m.poll_failure_choice,
	'polls.bad_form': m.poll_failure_form,
	'ideas.closed': m.idea_failure_closed,
	'ideas.merged': m.idea_failure_merged,
	'ideas.target_merged': m.idea_failure_target,
	'comments.not_found': m.comment_failure_gone,
	'comments.parent_gone': m.comment_failure_parent_gone,
	'comments.changed_meanwhile': m.comment_failure_changed,
	'comments.empty': m.comment_failure_empty,
	'comments.post_closed': m.life_failure_closed,
	'posts.end_is_past': m.life_failure_past,
	'history.current_version': m.history_failure_current,
	'history.not_found': m.history_failure_gone,
	'lifecycle.already_there': m.life_failure_already_there,
	'lifecycle.author_already': m.life_failure_author_already,
	'lifecycle.too_many_authors': m.life_failure_many,
	'lifecycle.too_many_spaces': m.life_failure_many,
	'members.not_found': m.life_failure_author_unknown,
	'approval.not_found': m.submission_failure_gone,
	'approval.already_published': m.submission_failure_published,
	'approval.changed_meanwhile': m.review_changed,
	'approval.moment_is_past': m.life_failure_past,
	'approval.moment_too_far': m.life_failure_far,
	'reactions.subject_not_found': m.post_failure_gone,
	'tags.not_found': m.tag_failure_gone,
	'tags.followed_too_many': m.tag_failure_many_followed,
	'tags.too_many': m.tag_failure_too_many,
	'input.invalid': m.shell_failure_input,
};

const BY_STATUS: Readonly<Record<number, () => string>> = {
	401: m.shell_failure_signed_out,
	403: m.shell_failure_denied,
	429: m.shell_failure_slow_down,
};

/** What went wrong and what to do about it, in the reader's language. */
export function failureText({ code, status }: Pick<Failure, 'code' | 'status'>): string {
	return (BY_CODE[code] ?? BY_STATUS[status] ?? m.shell_failure_internal)();
}
