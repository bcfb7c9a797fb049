# The service. It talks to a Neo4j (NEO4J_URI), or starts the local engine in /data. It asks for a key in /data/keys.json, or for --public.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/jumelles && /opt/jumelles/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . .
RUN /opt/jumelles/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home jumelles && install -d -o jumelles -m 700 /data
COPY --from=build /opt/jumelles /opt/jumelles
ENV JUMELLES_HOME=/data PYTHONUNBUFFERED=1 PATH=/opt/jumelles/bin:$PATH
USER jumelles
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["jumelles", "serve", "--host", "0.0.0.0", "--port", "8000"]
