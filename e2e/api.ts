import type { Page } from '@playwright/test';
import type { CommunityCaller, PlatformCaller } from '@kith/domains';
import { wire } from '@kith/kernel/wire';

/** The procedures of the community whose page is open, called from that page: as its browser, with its cookies. */
export const communityApi = (page: Page): CommunityCaller => apiOf<CommunityCaller>(page);

/** The procedures of the platform, called from a page of the studio. */
export const platformApi = (page: Page): PlatformCaller => apiOf<PlatformCaller>(page);

function apiOf<Caller extends object>(page: Page): Caller {
	const domain = (name: string) =>
		new Proxy({}, { get: (_, procedure) => call.bind(null, page, `${name}.${String(procedure)}`) });
	return new Proxy({}, { get: (_, name) => domain(String(name)) }) as Caller;
}

async function call(page: Page, path: string, input: unknown): Promise<unknown> {
	const body = JSON.stringify(wire.serialize(input));
	const { status, text } = await page.evaluate(send, { url: `/api/trpc/${path}`, body });
	const answer = JSON.parse(text) as { result?: { data?: string } };
	if (!answer.result) throw new Error(`${path} answered ${status}: ${text}`);
	return answer.result.data === undefined ? undefined : wire.deserialize(answer.result.data);
}

/** Runs in the page. Procedures that only read refuse POST. */
async function send({ url, body }: { url: string; body: string }) {
	const headers = { 'content-type': 'application/json' };
	const posted = await fetch(url, { method: 'POST', headers, body });
	const answer =
		posted.status === 405 ? await fetch(`${url}?input=${encodeURIComponent(body)}`) : posted;
	return { status: answer.status, text: await answer.text() };
}
