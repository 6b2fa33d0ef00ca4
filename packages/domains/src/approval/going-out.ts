import * as z from 'zod';
import type { CommunityContext } from '../context.ts';
import { PublishPost } from '../posts/posts.schema.ts';
import { embedPage } from '../rich-text/embeds.schema.ts';
import { walk } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { GoingOut } from './approval.schema.ts';

const { announcement, contentWarning, kind, poll, tags } = PublishPost.shape;
const Extras = z.object({ announcement, contentWarning, kind, poll, tags });

type Held = { kind: string; extras: unknown; revisesId: string | null };

/** What is published with a held text beside its words: whoever approves it approves this as well. */
export function goingOut(
	{ snapshot }: Pick<CommunityContext, 'snapshot'>,
	held: Held,
	body: RichText,
): GoingOut {
	const extras = Extras.parse(held.extras);
	const isNewPost = held.kind === 'post' && held.revisesId === null;
	const { audience, mustAcknowledge } = extras.announcement ?? {};
	const roleIds = audience?.roleIds ?? [];
	return {
		postKind: isNewPost ? (extras.kind ?? 'discussion') : null,
		contentWarning: extras.contentWarning ?? '',
		tags: extras.tags ?? [],
		poll: extras.poll ?? null,
		announcement: audience
			? {
					audience: audience.kind,
					roles: snapshot.roles.filter(({ id }) => roleIds.includes(id)).map(({ name }) => name),
					mustAcknowledge: mustAcknowledge ?? false,
				}
			: null,
		...attachedTo(body),
	};
}

/** What a text shows that is no words, for where words alone are read. */
function attachedTo(body: RichText): Pick<GoingOut, 'pictures' | 'files' | 'embeds'> {
	const shown = { pictures: 0, files: [] as string[], embeds: [] as string[] };
	walk(body, (node) => {
		if (node.type === 'image') shown.pictures += 1;
		if (node.type === 'file') shown.files.push(node.attrs.name);
		if (node.type === 'embed') shown.embeds.push(embedPage(node.attrs));
	});
	return shown;
}
