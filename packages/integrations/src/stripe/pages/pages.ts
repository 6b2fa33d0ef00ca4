import type { World } from '../engine/world.ts';
import { html } from '../../resend/html.ts';
import { showPage } from './layout.ts';

/** What a page answers: the parts of its address after `/dev/stripe/<page>/`, and the form that was sent. */
export type Visit = {
	world: World;
	id: string;
	verb: string;
	form: URLSearchParams | null;
	query: URLSearchParams;
};

type Page = (visit: Visit) => Response;

const PAGES: Readonly<Record<string, Page>> = {};

const PATH = /^\/dev\/stripe\/(?<page>[a-z-]+)\/(?<id>\w+)(?:\/(?<verb>[a-z-]+))?$/;

/** Answers the hosted pages; null for any other path. */
export function createPages(world: World): (request: Request) => Promise<Response | null> {
	return async (request) => {
		const { pathname, searchParams } = new URL(request.url);
		if (!pathname.startsWith('/dev/stripe/')) return null;
		const { page = '', id = '', verb = '' } = PATH.exec(pathname)?.groups ?? {};
		const show = PAGES[page];
		const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : null;
		return (
			show?.({ world, id, verb, form, query: searchParams }) ??
			showPage({ title: 'Not found', body: html`<p>There is no such page.</p>`, status: 404 })
		);
	};
}
