import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { AnnouncementTerms } from '@kith/domains/announcements/schema';
import type { PostDetail } from '@kith/domains/posts/schema';
import { orErrorPage } from '#lib/shell/loading.ts';

type Event = { locals: App.Locals; url: URL };

const PAGE = 25;
const Ref = z.object({ postId: z.uuid() });

/** Notes that a member has an announcement before their eyes, and reads the report where it is asked for. */
export async function deliveryOf(post: PostDetail, { locals, url }: Event) {
	const part = post.parts.announcement;
	if (!part) return null;
	const { announcements } = locals.api;
	const postId = post.id;
	const { viewer, viewedAs } = locals.request;
	if (viewer?.standing === 'active' && viewedAs === null && !part.isSeen)
		await announcements.markSeen({ postId });
	const cursor = url.searchParams.get('report');
	if (cursor === null || !part.mayReport) return null;
	const [report, missing] = await orErrorPage(
		Promise.all([
			announcements.report({ postId }),
			announcements.missing({ postId, limit: PAGE, cursor: cursor || null }),
		]),
	);
	return { report, missing };
}

/** What the forms of the start page's banners do. */
export const bannerActions = {
	acknowledge: async (event: RequestEvent) => {
		await orErrorPage(event.locals.api.announcements.acknowledge(await refOf(event)));
		redirect(303, '/');
	},
	dismiss: async (event: RequestEvent) => {
		await orErrorPage(event.locals.api.announcements.dismiss(await refOf(event)));
		redirect(303, '/');
	},
};

async function refOf({ request }: RequestEvent) {
	const ref = Ref.safeParse(Object.fromEntries(await request.formData()));
	if (!ref.success) error(400, 'input.invalid');
	return ref.data;
}

/** The terms of an announcement as the plain form sent them; undefined when it makes no sense. */
export function termsIn(data: FormData): AnnouncementTerms | undefined {
	return AnnouncementTerms.safeParse({
		audience: { kind: data.get('audience'), roleIds: data.getAll('roleId') },
		mustAcknowledge: data.get('mustAcknowledge') !== null,
	}).data;
}
