import type { Specs } from './schema.ts';

/** ECS, CloudWatch logs, Secrets Manager and IAM, after the AWS provider's documentation. */
export const serviceSpecs: Specs = {
	aws_cloudwatch_log_group: {
		attributes: `id= arn= name* name_prefix* retention_in_days?:number kms_key_id? log_group_class*
			skip_destroy?:bool tags?:map tags_all=:map`,
	},
	aws_ecs_cluster: {
		attributes: 'id= arn= name! tags?:map tags_all=:map',
		blocks: { setting: { nesting: 'set', attributes: 'name! value!' } },
	},
	aws_ecs_task_definition: {
		attributes: `id= arn= arn_without_revision= revision=:number family! container_definitions!
			cpu? memory? network_mode* ipc_mode? pid_mode? requires_compatibilities?:set
			execution_role_arn? task_role_arn? skip_destroy?:bool track_latest?:bool tags?:map tags_all=:map`,
		blocks: {
			runtime_platform: {
				nesting: 'list',
				max: 1,
				attributes: 'operating_system_family? cpu_architecture?',
			},
			ephemeral_storage: { nesting: 'list', max: 1, attributes: 'size_in_gib!:number' },
		},
	},
	aws_ecs_service: {
		attributes: `id= arn= name! cluster* task_definition? launch_type* desired_count?:number
			deployment_minimum_healthy_percent?:number deployment_maximum_percent?:number
			health_check_grace_period_seconds?:number enable_execute_command?:bool
			enable_ecs_managed_tags?:bool force_new_deployment?:bool platform_version* propagate_tags?
			scheduling_strategy? availability_zone_rebalancing* wait_for_steady_state?:bool triggers*:map
			tags?:map tags_all=:map`,
		blocks: {
			deployment_circuit_breaker: {
				nesting: 'list',
				max: 1,
				attributes: 'enable!:bool rollback!:bool',
			},
			network_configuration: {
				nesting: 'list',
				max: 1,
				attributes: 'subnets!:set security_groups?:set assign_public_ip?:bool',
			},
			load_balancer: {
				nesting: 'set',
				attributes: 'container_name! container_port!:number target_group_arn? elb_name?',
			},
		},
	},
	aws_secretsmanager_secret: {
		attributes: `id= arn= name* name_prefix* description? kms_key_id? policy*
			recovery_window_in_days?:number force_overwrite_replica_secret?:bool tags?:map tags_all=:map`,
	},
	aws_secretsmanager_secret_version: {
		attributes: `id= arn= secret_id! secret_string* secret_binary? secret_string_wo^
			secret_string_wo_version?:number has_secret_string_wo=:bool version_id= version_stages*:set`,
	},
	aws_iam_role: {
		attributes: `id= arn= name* name_prefix* assume_role_policy! description? path?
			max_session_duration?:number permissions_boundary? force_detach_policies?:bool create_date=
			unique_id= tags?:map tags_all=:map`,
	},
	aws_iam_role_policy: { attributes: 'id= name* name_prefix* role! policy!' },
};

/** Data sources of IAM. */
export const serviceDataSpecs: Specs = {
	aws_iam_policy_document: {
		attributes: `id= json= minified_json= policy_id? version? override_policy_documents?:list
			source_policy_documents?:list`,
		blocks: {
			statement: {
				nesting: 'list',
				attributes: 'sid? effect? actions?:set not_actions?:set resources?:set not_resources?:set',
				blocks: {
					principals: { nesting: 'set', attributes: 'type! identifiers!:set' },
					condition: { nesting: 'set', attributes: 'test! variable! values!:list' },
				},
			},
		},
	},
};
