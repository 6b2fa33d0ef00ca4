import type { Domain } from '../domain.ts';
import { handleMailEvent } from './handle-mail-event.ts';
import { FORGET_ADDRESS, forgetAddress, RELEASE_ADDRESS, releaseAddress } from './mail-troubles.ts';
import { sweepMails } from './sweep-mails.ts';

export { countMails } from './count-mails.ts';
export { mailState } from './mail-state.ts';
export {
	forgetAddressesOf,
	forgetAddressLater,
	liftTrouble,
	mailTrouble,
} from './mail-troubles.ts';
export { sendMails, type MailWish } from './send-mails.ts';

export const deliveries = {
	jobs: {
		[FORGET_ADDRESS]: { run: forgetAddress },
		[RELEASE_ADDRESS]: { run: releaseAddress },
		'sweep-mails': { cron: '7 5 * * *', run: (services) => sweepMails(services) },
	},
	vendors: { resend: handleMailEvent },
} as const satisfies Domain;
