import type { CommunityContext } from '@kith/domains/context';
import {
	createCommunityContext,
	createStaffContext,
	NO_REQUEST,
} from '@kith/domains/create-context';
import { newId } from '@kith/kernel/ids';
import { ACTORS as MEMBERS } from './test-actors.ts';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { createTestStaff, openBrowser } from './test-staff.ts';

/** Whom the generated tests send: also who pays, who is shut out for a time, and staff who do not run the place. */
export const ACTORS = [...MEMBERS, 'paid', 'suspended', 'analyst'] as const;
export type ActorName = (typeof ACTORS)[number];

type Places = {
	here: TestCommunity;
	elsewhere: TestCommunity;
	/** Makes a member of `here` one who pays. */
	pays: (memberId: string) => Promise<void>;
};
/** What somebody brings to each of their requests. */
type Arrival = () => Promise<CommunityContext>;

/** How those come to `here` whom the generated tests send. */
export function openDoor(installation: TestInstallation, { here, elsewhere, pays }: Places) {
	const { services } = installation;
	const known = new Map<ActorName, Promise<Arrival>>();

	async function arrive(name: ActorName): Promise<Arrival> {
		if (name === 'analyst') return analyst();
		const browser = openBrowser();
		if (name !== 'anonymous') {
			const home = name === 'foreigner' ? elsewhere : here;
			const isOut = name === 'pending' || name === 'suspended';
			const role = isOut || name === 'paid' ? 'member' : name === 'foreigner' ? 'owner' : name;
			const status = isOut ? name : 'active';
			const { userId, memberId } = await home.member(role, `Actor ${newId().slice(-12)}`, status);
			if (name === 'paid') await pays(memberId);
			const { headers } = await services.realms.community(home.community).api.enterAs({
				...{ body: { userId }, headers: new Headers({ 'x-kith-ip': browser.ip }) },
				returnHeaders: true,
			});
			for (const line of headers.getSetCookie()) browser.setCookie(line);
		}
		return () => createCommunityContext(services, here.community, browser);
	}
	/** Somebody of the organization who comes through the studio, and sees of a community what a visitor sees. */
	async function analyst(): Promise<Arrival> {
		const { staffId, email } = await createTestStaff(installation);
		const organizations = [
			{ id: here.community.organizationId, name: '', role: 'analyst' as const },
		];
		const staff = { id: staffId, email, name: 'Ana Analyst', organizations, hasSecondFactor: true };
		const request = { ...NO_REQUEST, ip: openBrowser().ip };
		return async () => createStaffContext(services, here.community, staff, request);
	}

	return {
		/** Somebody new with a real session; what one actor does to themselves touches no other. */
		actor: async (name: ActorName): Promise<CommunityContext> => (await arrive(name))(),
		/** The same person each time, for calls that change nothing: those that read, and those that are refused. */
		lasting: async (name: ActorName): Promise<CommunityContext> => {
			const arrival = known.get(name) ?? arrive(name);
			known.set(name, arrival);
			return (await arrival)();
		},
	};
}
