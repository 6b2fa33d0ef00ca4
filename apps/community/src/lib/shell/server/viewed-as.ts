import type { CommunityRequest } from '@kith/client/request-store';
import { m } from '#lib/paraglide/messages.js';
import { escaped } from './head-tags.ts';

/** A page that says, before all it shows, whom it is shown as; without a script, as no other page needs it. */
export function viewedAsIn({ viewedAs }: CommunityRequest, body: string): string {
	if (viewedAs === null) return body;
	const text = viewedAs ? m.shell_viewed_as({ name: viewedAs }) : m.shell_viewed_as_visitor();
	const stop = `<a href="/?preview=off" data-sveltekit-reload>${escaped(m.shell_viewed_as_stop())}</a>`;
	const banner = `<aside class="viewed-as kept"><p>${escaped(text)}</p>${stop}</aside>`;
	return body.replace(/<body[^<>]*>/, (tag) => tag + banner);
}
