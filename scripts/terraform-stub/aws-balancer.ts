import type { Nested, Specs } from './schema.ts';

const actionBlocks: Readonly<Record<string, Nested>> = {
	redirect: {
		nesting: 'list',
		max: 1,
		attributes: 'status_code! protocol? port? host? path? query?',
	},
	fixed_response: {
		nesting: 'list',
		max: 1,
		attributes: 'content_type! message_body? status_code*',
	},
};

/** Application load balancer, after the AWS provider's documentation. */
export const balancerSpecs: Specs = {
	aws_lb: {
		attributes: `id= arn= arn_suffix= dns_name= zone_id= vpc_id= name* name_prefix* internal*:bool
			load_balancer_type? subnets*:set security_groups*:set ip_address_type* idle_timeout?:number
			client_keep_alive?:number enable_http2?:bool enable_deletion_protection?:bool
			drop_invalid_header_fields?:bool preserve_host_header?:bool xff_header_processing_mode?
			desync_mitigation_mode? tags?:map tags_all=:map`,
		blocks: {
			access_logs: { nesting: 'list', max: 1, attributes: 'bucket! prefix? enabled?:bool' },
		},
	},
	aws_lb_target_group: {
		attributes: `id= arn= arn_suffix= name* name_prefix* vpc_id? target_type? protocol?
			protocol_version* port?:number deregistration_delay? slow_start?:number
			load_balancing_algorithm_type* ip_address_type* load_balancer_arns=:set tags?:map tags_all=:map`,
		blocks: {
			health_check: {
				nesting: 'list',
				max: 1,
				attributes: `enabled?:bool path* matcher* interval?:number timeout*:number
					healthy_threshold?:number unhealthy_threshold?:number port? protocol?`,
			},
			stickiness: {
				nesting: 'list',
				max: 1,
				attributes: 'type! cookie_duration?:number cookie_name? enabled?:bool',
			},
		},
	},
	aws_lb_listener: {
		attributes: `id= arn= load_balancer_arn! port?:number protocol* ssl_policy* certificate_arn?
			alpn_policy? tags?:map tags_all=:map`,
		blocks: {
			default_action: {
				nesting: 'list',
				min: 1,
				attributes: 'type! target_group_arn? order*:number',
				blocks: actionBlocks,
			},
		},
	},
	aws_lb_listener_rule: {
		attributes: 'id= arn= listener_arn! priority*:number tags?:map tags_all=:map',
		blocks: {
			action: {
				nesting: 'list',
				min: 1,
				attributes: 'type! target_group_arn? order*:number',
				blocks: actionBlocks,
			},
			condition: {
				nesting: 'set',
				min: 1,
				attributes: '',
				blocks: {
					path_pattern: { nesting: 'list', max: 1, attributes: 'values?:set regex_values?:set' },
					host_header: { nesting: 'list', max: 1, attributes: 'values?:set regex_values?:set' },
				},
			},
		},
	},
};
