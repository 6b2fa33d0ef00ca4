output "balancer_dns_name" {
  description = "Point the platform host and its wildcard here (alias or CNAME)."
  value       = aws_lb.this.dns_name
}

output "balancer_zone_id" {
  description = "Hosted zone of the load balancer, for Route 53 aliases."
  value       = aws_lb.this.zone_id
}

output "cluster" {
  description = "Name of the ECS cluster."
  value       = aws_ecs_cluster.this.name
}

output "migrate_task" {
  description = "Task definition to run before each deploy."
  value       = aws_ecs_task_definition.this["migrate"].arn
}
