import type { ExpressionBuilder } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';

/** Whether the person behind a member has an app or a passkey. */
export const hasSecondFactor = (eb: ExpressionBuilder<CommunityTables, 'members'>) =>
	eb
		.or([
			eb.exists(
				eb
					.selectFrom('safeguards')
					.select('userId')
					.whereRef('safeguards.userId', '=', 'members.userId')
					.where('totpConfirmedAt', 'is not', null),
			),
			eb.exists(
				eb.selectFrom('passkeys').select('id').whereRef('passkeys.userId', '=', 'members.userId'),
			),
		])
		.as('hasSecondFactor');
