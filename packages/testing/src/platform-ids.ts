import { platformCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { logoOf } from './foreign-ids.ts';
import type { PlatformStage } from './platform-cases.ts';
import type { TestInstallation } from './test-installation.ts';

/** An id of everything that an organization has on the platform, by the name that inputs call it, or by procedure and name. */
export async function platformIdsOf(
	{ services }: TestInstallation,
	stage: PlatformStage,
): Promise<Readonly<Record<string, string>>> {
	const { here } = stage;
	const owner = await stage.owner();
	const { organizations } = platformCaller(owner);
	const email = () => `${newId()}@example.org`;
	const { organizationId } = stage.ours();
	const invited = { organizationId, email: email(), role: 'billing' as const };
	const { invitationId } = await organizations.inviteStaff(invited);
	const offered = { organizationId, email: email(), inviterBecomes: 'admin' as const };
	const offer = await organizations.offerOwnership(offered);
	const person = async () => (await here.member('member', `Member ${newId().slice(-12)}`)).memberId;
	const passkeyId = newId();
	const passkey = {
		...{ id: passkeyId, userId: here.staffId, credentialId: passkeyId, publicKey: '', counter: 0 },
		...{ host: 'here.example', name: 'Theirs', createdAt: new Date(0) },
	};
	await services.platform.insertInto('passkeys').values(passkey).execute();
	const fileId = await logoOf(stage);
	return {
		...{ logoFileId: fileId, logoDarkFileId: fileId, faviconFileId: fileId, coverFileId: fileId },
		...{ organizationId, communityId: here.id, invitationId, passkeyId },
		'organizations.withdrawOwnership invitationId': offer.invitationId,
		...{
			staffId: (await stage.colleague()).staffId,
			actorId: here.staffId,
			sessionId: owner.session?.id ?? '',
		},
		...{
			signupId: (await stage.signup()).signupId,
			memberId: await person(),
			intoId: await person(),
		},
		archiveId: (await stage.anImport()).archiveId,
	};
}

/** Every row of the platform that is an organization's, as one value per table. */
export async function belongingsOf(
	owner: { query(text: string, values?: unknown[]): Promise<{ rows: Record<string, string>[] }> },
	organizationId: string,
): Promise<Record<string, string>> {
	const { rows } = await owner.query(
		`select table_name as name, column_name as key from information_schema.columns
		where table_schema = 'platform' and (column_name = 'organization_id' or (table_name, column_name) = ('organizations', 'id'))`,
	);
	const found: Record<string, string> = {};
	for (const { name = '', key = '' } of rows) {
		const { rows: sums } = await owner.query(
			`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from platform."${name}" t where "${key}" = $1`,
			[organizationId],
		);
		found[name] = sums[0]?.['sum'] ?? '';
	}
	return found;
}
