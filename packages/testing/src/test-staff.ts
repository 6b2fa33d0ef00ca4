import { randomBytes } from 'node:crypto';
import type { PlatformContext, RequestFacts } from '@kith/domains/context';
import { NO_REQUEST } from '@kith/domains/create-context';
import { foundOrganization } from '@kith/domains/organizations';
import { createPlatformContext } from '@kith/domains/platform-context';
import { newId } from '@kith/kernel/ids';
import type { TestInstallation } from './test-installation.ts';

/** A request that keeps the cookies it is given and sends them from then on, as a browser does. */
export function openBrowser(ip = `10.0.${randomBytes(2).join('.')}`): RequestFacts {
	const jar = new Map<string, string>();
	return {
		...{ ...NO_REQUEST, ip, userAgent: 'test browser' },
		get cookie() {
			return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		},
		setCookie(line) {
			const [pair = ''] = line.split(';');
			const cut = pair.indexOf('=');
			if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, cut));
			else jar.set(pair.slice(0, cut), pair.slice(cut + 1));
		},
	};
}

/** Somebody with a login on the platform, working for nobody yet. */
export async function createTestStaff(
	{ services }: TestInstallation,
	name = 'Stella Staff',
): Promise<{ staffId: string; email: string }> {
	const staffId = newId();
	const email = `${staffId}@staff.example`;
	const row = { id: staffId, email, name, emailVerified: true };
	await services.platform.insertInto('authUsers').values(row).execute();
	return { staffId, email };
}

/** Gives `staffId` an organization of their own; returns its id. */
export function employ({ services }: TestInstallation, staffId: string, name: string) {
	return services.platform.transaction().execute((tx) => foundOrganization(tx, { staffId, name }));
}

/** What a staff person may do on the platform now, with a real session; a visitor's for null. */
export async function asStaff(
	{ services }: TestInstallation,
	staffId: string | null,
): Promise<PlatformContext> {
	const browser = openBrowser();
	if (staffId) {
		const { headers } = await services.realms.platform().api.enterAs({
			body: { userId: staffId, provedAt: services.clock.now() },
			headers: new Headers({ 'user-agent': browser.userAgent, 'x-kith-ip': browser.ip }),
			returnHeaders: true,
		});
		for (const line of headers.getSetCookie()) browser.setCookie(line);
	}
	return createPlatformContext(services, browser);
}
