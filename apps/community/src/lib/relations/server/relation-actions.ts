import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { LocalPath } from '@kith/domains/communities/schema';

const Switch = z.enum(['on', 'off']).transform((state) => state === 'on');
const Fields = z.object({ id: z.uuid(), state: Switch, back: LocalPath });

type Relation = 'follow' | 'mute' | 'block' | 'followSpace' | 'muteSpace' | 'hide';

/** An action that sets one relation, or hides a post, as a plain form wants it, then goes back to where the form was. */
export const setting =
	(relation: Relation) =>
	async ({ locals, request }: RequestEvent): Promise<never> => {
		const fields = Fields.safeParse(Object.fromEntries(await request.formData()));
		if (!fields.success) redirect(303, '/settings/people?failed=input.invalid');
		const { id, state: on, back } = fields.data;
		const { feeds, relations } = locals.api;
		try {
			if (relation === 'hide') await feeds.hide({ postId: id, on });
			else if (relation === 'followSpace' || relation === 'muteSpace')
				await relations[relation]({ spaceId: id, on });
			else await relations[relation]({ memberId: id, on });
		} catch (cause) {
			const { code } = failureOf(cause);
			if (code === 'identity.sign_in_needed')
				redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
			redirect(303, `/settings/people?failed=${encodeURIComponent(code)}`);
		}
		redirect(303, back);
	};
