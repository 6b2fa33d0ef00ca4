import { html } from '../../resend/html.ts';
import { Shop } from '../engine/shop.ts';
import type { World } from '../engine/world.ts';
import { showPage } from './layout.ts';

/** One look at a page: the parts of its address after `/dev/stripe/<page>/`, and the form that was sent. */
export type Visit = {
	world: World;
	/** `<account>-<object>`, or one of them. */
	id: string;
	verb: string;
	form: URLSearchParams | null;
	query: URLSearchParams;
};

export type Page = (visit: Visit) => Response;

/** The account and the object that a page's address names. */
export function place({ world, id }: Visit): { shop: Shop; object: string } {
	const [account = '', ...rest] = id.split('-');
	return { shop: new Shop(world, account, {}), object: rest.join('-') };
}

export const notFound = (): Response =>
	showPage({ title: 'Not found', body: html`<p>There is no such page.</p>`, status: 404 });
