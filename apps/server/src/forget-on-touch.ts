import type { Services } from '@kith/domains/context';
import { forgetEmployment } from '@kith/domains/members';
import type { Bus } from '@kith/integrations/bus';

/**
 * Drops what this process remembers when any process says that it changed; everything, after a gap in the bus.
 * Returns how to stop.
 */
export function forgetOnTouch(services: Services, bus: Bus): () => void {
	const { snapshots, sessions, directory } = services;
	const stopListening = bus.subscribe(({ topic, communityId, data }) => {
		if (topic === 'employment.changed')
			forgetEmployment(String(data['organizationId']), String(data['staffId']));
		if (!communityId) return;
		if (topic === 'community.touched') snapshots.drop(communityId);
		if (topic === 'directory.changed') {
			directory.drop(communityId);
			sessions.dropRealm(communityId);
		}
		if (topic === 'member.touched') sessions.dropMember(communityId, String(data['memberId']));
		if (topic === 'sessions.revoked') sessions.dropUser(communityId, String(data['userId']));
	});
	const stopResyncing = bus.onReconnect(() => {
		snapshots.clear();
		sessions.clear();
		directory.clear();
	});
	return () => {
		stopListening();
		stopResyncing();
	};
}
