import { balancerSpecs } from './aws-balancer.ts';
import { storeSpecs } from './aws-data.ts';
import { networkDataSpecs, networkSpecs } from './aws-network.ts';
import { serviceDataSpecs, serviceSpecs } from './aws-service.ts';
import { wireSchema, wireSchemas } from './schema.ts';

/** Where Terraform looks for this provider. */
export const awsAddress = 'registry.terraform.io/hashicorp/aws';

/** Our subset of the AWS provider's schema in the form Terraform's plugin protocol wants. */
export function awsSchema() {
	return {
		provider: wireSchema({
			attributes: 'region? profile? allowed_account_ids?:set',
			blocks: {
				default_tags: { nesting: 'list', max: 1, attributes: 'tags?:map' },
				assume_role: {
					nesting: 'list',
					attributes: 'role_arn? session_name? external_id? duration?',
				},
			},
		}),
		resource_schemas: wireSchemas({
			...networkSpecs,
			...storeSpecs,
			...balancerSpecs,
			...serviceSpecs,
		}),
		data_source_schemas: wireSchemas({ ...networkDataSpecs, ...serviceDataSpecs }),
		provider_meta: wireSchema({ attributes: '' }),
	};
}
