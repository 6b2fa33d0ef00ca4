import type { SubmissionView } from '@kith/domains/approval/schema';
import { fillReply } from '@kith/domains/replies/schema';

type About = Pick<SubmissionView, 'author' | 'space'>;

/** The saved replies, as each would be said of a text that waits; none where they cannot be read. */
export async function reasonsFor({
	api,
	face,
}: {
	api: App.Locals['api'];
	face: { name: string };
}) {
	const { replies } = await api.replies.list().catch(() => ({ replies: [] }));
	return ({ author, space }: About) => {
		const facts = { name: author.name, space: space.name, community: face.name };
		return replies.map(({ id, title, body }) => ({ id, title, text: fillReply(body, facts) }));
	};
}
