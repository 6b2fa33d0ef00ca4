output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Where the load balancer stands."
  value       = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  description = "Where the database stands."
  value       = aws_subnet.private[*].id
}

output "task_subnet_ids" {
  description = "Where tasks run: private with a NAT gateway, public without one."
  value       = var.nat == "none" ? aws_subnet.public[*].id : aws_subnet.private[*].id
}

output "tasks_need_public_ip" {
  description = "True without a NAT gateway."
  value       = var.nat == "none"
}

output "security_group_ids" {
  description = "By role: balancer, service, database."
  value = {
    balancer = aws_security_group.balancer.id
    service  = aws_security_group.service.id
    database = aws_security_group.database.id
  }
}
