import type { CommunityRequest } from '@kith/client/request-store';

declare global {
	namespace App {
		interface Locals {
			request: CommunityRequest;
			api: CommunityRequest['api'];
		}
		interface Error {
			message: string;
		}
	}
}
