{{/* Labels that choose one service's pods: dict root, key. */}}
{{- define "firewitness.selector" -}}
app.kubernetes.io/name: {{ include "firewitness.service" .key }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "firewitness.labels" -}}
{{ include "firewitness.selector" . }}
app.kubernetes.io/part-of: firewitness
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* The module's name, which is the image's too. */}}
{{- define "firewitness.service" -}}
{{ if eq . "ui" }}ui{{ else }}{{ . }}-service{{ end }}
{{- end }}

{{/* Name of every object of one service. */}}
{{- define "firewitness.name" -}}
{{ printf "%s-%s" (.root.Release.Name | trunc 40 | trimSuffix "-") (include "firewitness.service" .key) }}
{{- end }}

{{- define "firewitness.claim" -}}
{{ .Values.store.existingClaim | default (printf "%s-artifacts" (.Release.Name | trunc 40 | trimSuffix "-")) }}
{{- end }}

{{/* One variable from the service's own Secret: dict variable, secret, key. */}}
{{- define "firewitness.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}
