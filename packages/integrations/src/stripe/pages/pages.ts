import { StripeError } from '../engine/stripe-error.ts';
import { html } from '../../resend/html.ts';
import type { World } from '../engine/world.ts';
import { showAccount } from './account-page.ts';
import { showAuthentication } from './authenticate-page.ts';
import { showCheckout } from './checkout-page.ts';
import { showCreditNote } from './credit-note-page.ts';
import { showInvoice, showReceipt } from './invoice-page.ts';
import { showPage } from './layout.ts';
import { showOnboarding } from './onboarding-page.ts';
import { showPortal } from './portal-page.ts';
import { notFound, type Page } from './visit.ts';

const PAGES: Readonly<Record<string, Page>> = {
	account: showAccount,
	authenticate: showAuthentication,
	checkout: showCheckout,
	'credit-note': showCreditNote,
	invoice: showInvoice,
	onboard: showOnboarding,
	portal: showPortal,
	receipt: showReceipt,
};

const PATH = /^\/dev\/stripe\/(?<page>[a-z-]+)\/(?<id>[\w-]+)(?:\/(?<verb>[a-z-]+))?$/;

/** Answers the hosted pages; null for any other path. */
export function createPages(world: World): (request: Request) => Promise<Response | null> {
	return async (request) => {
		const { pathname, searchParams } = new URL(request.url);
		if (!pathname.startsWith('/dev/stripe/')) return null;
		const { page = '', id = '', verb = '' } = PATH.exec(pathname)?.groups ?? {};
		const show = PAGES[page];
		if (show === undefined) return notFound();
		const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : null;
		try {
			return show({ world, id, verb, form, query: searchParams });
		} catch (error) {
			if (!(error instanceof StripeError)) throw error;
			const body = html`<p class="bad" role="alert">${error.message}</p>`;
			return showPage({ title: 'That did not work', body, status: error.status });
		}
	};
}
