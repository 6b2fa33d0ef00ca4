output "balancer_dns_name" {
  description = "Point the platform host and its wildcard here."
  value       = module.service.balancer_dns_name
}

output "cluster" {
  description = "Name of the ECS cluster."
  value       = module.service.cluster
}

output "migrate_task" {
  description = "Task definition to run before each deploy."
  value       = module.service.migrate_task
}

output "task_network" {
  description = "For `aws ecs run-task --network-configuration`."
  value = {
    awsvpcConfiguration = {
      subnets        = module.network.task_subnet_ids
      securityGroups = [module.network.security_group_ids.service]
      assignPublicIp = module.network.tasks_need_public_ip ? "ENABLED" : "DISABLED"
    }
  }
}
