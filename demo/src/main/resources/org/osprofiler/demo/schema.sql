create table if not exists volume (
  id uuid primary key,
  project_id varchar(255) not null,
  user_id varchar(255) not null,
  name varchar(255),
  description varchar(255),
  size_gb integer not null,
  status varchar(32) not null,
  availability_zone varchar(255) not null,
  -- a JSON object of texts
  metadata varchar not null,
  created_at timestamp(6) not null,
  updated_at timestamp(6)
);
create index if not exists volume_by_project on volume (project_id, created_at);

create table if not exists pool (
  name varchar(255) primary key,
  capacity_gb integer not null,
  allocated_gb integer not null
);
merge into pool (name, capacity_gb, allocated_gb)
  select * from (values ('ssd', 40000, 0), ('hdd', 80000, 0)) as seed (name, capacity_gb, allocated_gb)
  where not exists (select 1 from pool);

create table if not exists allocation (
  volume_id uuid primary key references volume (id) on delete cascade,
  pool varchar(255) not null references pool (name),
  size_gb integer not null
);
