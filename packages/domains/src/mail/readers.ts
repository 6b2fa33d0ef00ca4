import { requestJob } from '@kith/db/jobs';
import type { CommunityIdentity, CommunitySnapshot } from '../communities/index.ts';
import { findCommunity, readerLanguage } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { brandOf } from './brands.ts';
import { deliverAll } from './deliver.ts';
import type { MailKind, MailProps } from './write-letter.ts';

/** So many mails go out in one job; the next job writes to the next. */
export const MAIL_BATCH = 50;

export type Addressee = { id: string; email: string; locale: string | null };

export type Place = { community: CommunityIdentity; snapshot: CommunitySnapshot };

/** A community that still stands, with what decides on who reads what. */
export async function placeOf(services: Services, communityId: string) {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return null;
	const db = services.communityDb(community);
	return { community, db, snapshot: await services.snapshots.get(community.id, db) };
}

/** One mail to each member, sent once however often the job runs. */
export function mailToAll<Kind extends MailKind>(
	services: Services,
	{ community, snapshot }: Place,
	members: readonly Addressee[],
	{ kind, about, props }: { kind: Kind; about: string; props: (to: Addressee) => MailProps[Kind] },
): Promise<void> {
	const brand = brandOf(community, snapshot);
	return deliverAll(
		services,
		members.map((member) => ({
			...{ kind, props: props(member), brand, to: member.email },
			locale: readerLanguage(community, snapshot, member.locale),
			idempotencyKey: `${kind}:${about}:${member.id}`,
		})),
	);
}

/** Asks for the job that writes to the next batch, when this one was full. */
export async function continueAfter(
	services: Services,
	name: string,
	{ batch, payload, about }: { batch: readonly Addressee[]; payload: object; about: string },
): Promise<void> {
	const last = batch.at(-1);
	if (!last || batch.length < MAIL_BATCH) return;
	const next = { ...payload, after: last.id };
	const key = `${name}:${about}:${last.id}`;
	await requestJob(services.platform, name, next, { key, now: services.clock.now() });
}
