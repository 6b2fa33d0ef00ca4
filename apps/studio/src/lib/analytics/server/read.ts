import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import type { Report, ReportName, Window } from '@kith/domains/analytics/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { readWindow } from '../window.ts';

type Event = Parameters<typeof communityFor>[0];
type Api = Awaited<ReturnType<typeof communityFor>>['api'];

/** Reads for a page of analytics; the first look begins to count, and the page is asked for again. */
export async function readFor<T>(
	event: Event,
	read: (api: Api, window: Window) => Promise<T>,
): Promise<T & { window: Window }> {
	const { api } = await communityFor(event);
	const window = readWindow(event.url);
	const found = await orErrorPage(
		read(api, window).catch(async (cause: unknown) => {
			if (failureOf(cause).code !== 'module.off') throw cause;
			await api.analytics.start();
			return null;
		}),
	);
	if (found === null) redirect(303, event.url.pathname + event.url.search);
	return { ...found, window };
}

/** Several reports of one window, by their names. */
export async function reportsOf<Name extends ReportName>(
	api: Api,
	window: Window,
	names: readonly Name[],
): Promise<Record<Name, Report>> {
	const reports = await Promise.all(names.map((name) => api.analytics.report({ name, ...window })));
	return Object.fromEntries(reports.map((report) => [report.name, report])) as Record<Name, Report>;
}
