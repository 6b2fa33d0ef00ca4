locals {
  environment = merge(var.environment, {
    KITH_ENV        = "production"
    BIND_ADDRESS    = "0.0.0.0"
    PORT            = tostring(var.port)
    PLATFORM_ORIGIN = "https://${var.platform_host}"
    TRUST_PROXY     = "true"
  })
  # What each task runs and how much it gets; migrate is started by hand before a deploy.
  tasks = {
    web     = { command = ["node", "apps/server/src/main.ts", "--role", "web"], size = var.web }
    worker  = { command = ["node", "apps/server/src/main.ts", "--role", "worker"], size = var.worker }
    migrate = { command = ["node", "apps/server/src/ops.ts", "migrate"], size = var.worker }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = local.tasks
  name              = "/kith/${var.name}/${each.key}"
  retention_in_days = var.log_days
}

resource "aws_ecs_cluster" "this" {
  name = var.name
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "this" {
  for_each                 = local.tasks
  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.size.cpu
  memory                   = each.value.size.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  container_definitions = jsonencode([{
    name         = "kith"
    image        = var.image
    command      = each.value.command
    essential    = true
    stopTimeout  = 35
    portMappings = each.key == "web" ? [{ containerPort = var.port, protocol = "tcp" }] : []
    environment  = [for key, value in local.environment : { name = key, value = value }]
    secrets      = [for key, secret in aws_secretsmanager_secret.this : { name = key, valueFrom = secret.arn }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this[each.key].name
        awslogs-region        = var.region
        awslogs-stream-prefix = "kith"
      }
    }
  }])

  # A task whose secrets have no value yet cannot start.
  depends_on = [aws_secretsmanager_secret_version.this, aws_iam_role_policy.execution]
}

resource "aws_ecs_service" "web" {
  name                               = "web"
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.this["web"].arn
  launch_type                        = "FARGATE"
  desired_count                      = var.web.count
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.task_subnet_ids
    security_groups  = [var.security_group_ids.service]
    assign_public_ip = var.tasks_need_public_ip
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "kith"
    container_port   = var.port
  }

  depends_on = [aws_lb_listener.https]
}

resource "aws_ecs_service" "worker" {
  name                               = "worker"
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.this["worker"].arn
  launch_type                        = "FARGATE"
  desired_count                      = var.worker.count
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.task_subnet_ids
    security_groups  = [var.security_group_ids.service]
    assign_public_ip = var.tasks_need_public_ip
  }
}
