import type { Services } from '../context.ts';
import type { VendorEvent } from '../domain.ts';
import { accountNamed } from './payments.queries.ts';
import { settleAccount } from './settle-account.ts';

const ABOUT_ACCOUNTS = /^(account|capability|person)\./;

/** Takes from an event only which account it is about, and reads that again. */
export async function handleAccountEvent(services: Services, event: VendorEvent): Promise<void> {
	if (event.account === null || !ABOUT_ACCOUNTS.test(event.type)) return;
	const row = await accountNamed(services.platform, event.account).executeTakeFirst();
	if (row) await settleAccount(services, row.id);
}
