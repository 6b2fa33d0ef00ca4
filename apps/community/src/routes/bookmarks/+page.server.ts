import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { LocalPath } from '@kith/domains/communities/schema';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { localOf, momentOf } from '#lib/shell/local-time.ts';
import { zoneOf } from '#lib/shell/server/zone-of.ts';
import type { Actions, PageServerLoad } from './$types';

const Id = z.uuid();

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { locals, url } = event;
	const folderId = Id.safeParse(url.searchParams.get('folder')).data;
	const cursor = url.searchParams.get('after');
	const timeZone = zoneOf(locals);
	const [bookmarks, folders] = await orErrorPage(
		Promise.all([
			locals.api.bookmarks.list({ cursor, ...(folderId && { folderId }) }),
			locals.api.bookmarks.folders(),
		]),
	);
	const items = bookmarks.items.map((one) => ({
		...one,
		remindLocal: one.remindAt ? localOf(one.remindAt, timeZone) : '',
	}));
	const folder = folders.find(({ id }) => id === folderId) ?? null;
	const failed = url.searchParams.get('failed');
	return { items, nextCursor: bookmarks.nextCursor, folders, folder, timeZone, failed };
};

const Back = z.object({ back: LocalPath });
const Post = z.object({ postId: z.uuid() });
const Details = Post.extend({
	note: z.string().max(500),
	folderId: z.union([z.uuid(), z.literal('').transform(() => null)]),
	remind: z.string().max(16),
});
const Name = z.object({ name: z.string() });
const Folder = z.object({ folderId: z.uuid() });

/** An action that does one thing with the fields of a form, then goes back to where the form stood. */
const doing =
	<Fields extends z.ZodObject>(
		shape: Fields,
		run: (event: RequestEvent, fields: z.infer<Fields>) => Promise<string | void>,
	) =>
	async (event: RequestEvent): Promise<never> => {
		const form = Object.fromEntries(await event.request.formData());
		const back = Back.safeParse(form).data?.back ?? '/bookmarks';
		const fields = shape.safeParse(form);
		let next: string | void;
		try {
			next = await run(event, fields.data ?? shape.parse(form));
		} catch (cause) {
			const { code } = failureOf(cause);
			if (code === 'identity.sign_in_needed')
				redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
			redirect(303, `/bookmarks?failed=${encodeURIComponent(code)}`);
		}
		redirect(303, next ?? back);
	};

export const actions: Actions = {
	save: doing(Post, ({ locals }, { postId }) => locals.api.bookmarks.save({ postId })),
	drop: doing(Post, ({ locals }, { postId }) => locals.api.bookmarks.drop({ postId })),
	change: doing(Details, async (event, { remind, ...details }) => {
		const remindAt = remind === '' ? null : momentOf(remind, zoneOf(event.locals));
		await event.locals.api.bookmarks.save({ ...details, remindAt });
	}),
	createFolder: doing(Name, async ({ locals }, { name }) => {
		const { folderId } = await locals.api.bookmarks.createFolder({ name });
		return `/bookmarks?folder=${folderId}`;
	}),
	renameFolder: doing(Folder.extend(Name.shape), ({ locals }, fields) =>
		locals.api.bookmarks.renameFolder(fields),
	),
	deleteFolder: doing(Folder, async ({ locals }, fields) => {
		await locals.api.bookmarks.deleteFolder(fields);
		return '/bookmarks';
	}),
};
